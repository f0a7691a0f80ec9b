// Where the phone is, as far as the person lets it say so; nothing where it does not.
const PATIENCE = {enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000};

export async function position() {
  const found = await new Promise(done => navigator.geolocation ? navigator.geolocation.getCurrentPosition(done, () => done(null), PATIENCE) : done(null));
  return found && {lon: found.coords.longitude, lat: found.coords.latitude, metres: Math.round(found.coords.accuracy)};
}

export const spoken = ({lon, lat}) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
