"""Keeps the parts of a page of requestshook from becoming pages of their own."""

PARTS = ("diagram.md", "body.md", "log.md")


def on_files(files, config):
    paths = {file.src_uri for file in files}
    for file in list(files):
        folder, slash, name = file.src_uri.rpartition("/")
        # Only where all of them are together: a log.md elsewhere is somebody's page.
        if name in PARTS and all(folder + slash + part in paths for part in PARTS):
            files.remove(file)
    return files
