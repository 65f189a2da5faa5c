"""The command ``serve``: a preview over HTTP that follows the files as they are edited."""
