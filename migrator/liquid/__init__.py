"""Liquid as Jekyll evaluates it, on python-liquid."""
