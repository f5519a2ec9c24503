"""Makes what is handed out: the bundle's contents, its licences, and the archives made of it (`make bundle`)."""
