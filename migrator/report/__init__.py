"""What a run did: report.json and the summary on the terminal."""

from migrator.report.records import DocumentRecord, RunReport, Status

__all__ = ["DocumentRecord", "RunReport", "Status"]
