"""CSV and XLSX, read and written; ODS and Markdown, read."""
