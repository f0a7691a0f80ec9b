"""What the server does for its register by itself, told on the administrator's page and by `/health`."""

from lib.register.schedule import Schedule
from lib.ui.frame import data

schedule = Schedule(data.shared)
