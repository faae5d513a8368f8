"""What a run did: report.json and the summary on the terminal."""
