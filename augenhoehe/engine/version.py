"""Version of the engine: changes whenever the same input could give another result."""

ENGINE_VERSION = "1.0.0"
