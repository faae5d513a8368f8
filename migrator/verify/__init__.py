"""Reading every output back with a parser that is not ours."""
