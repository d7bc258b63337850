"""Statistical disclosure control: what may be told of groups so that nobody in a small one is told of. Pure Python."""
