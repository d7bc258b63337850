"""How dates are written, where Django's own way does not fit; one module a language, found by FORMAT_MODULE_PATH."""
