"""Every operation of the app: what it is called, its keys, where it holds. One file a screen."""
