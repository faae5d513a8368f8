"""What a run did: report.json, report.html and the summary on the terminal."""

from migrator.report.listener import Listener, SilentListener
from migrator.report.records import DocumentRecord, RunReport, Standing, Status

__all__ = ["DocumentRecord", "Listener", "RunReport", "SilentListener", "Standing", "Status"]
