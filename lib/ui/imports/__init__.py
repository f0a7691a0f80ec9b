"""The import page: bringing a file, its layout, the files brought before."""
