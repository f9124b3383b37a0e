"""Types into cells of a workbook with a real LibreOffice. Run by the system's Python, which has ``uno``.

Usage: ``python3 edit_cells.py FILE EDITS.json PROFILE FILTER OUT``; edits are ``[[sheet, cell, text], …]``.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(150):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not answer")


def main(file, edits, profile, storing, out):
    pipe = "tkpkp" + Path(profile).name.replace("-", "").replace("_", "")
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    # Hidden documents lose their frozen panes on the way out.
    document = desktop.loadComponentFromURL(f"file://{file}", "_blank", 0, (PropertyValue("Hidden", 0, False, 0),))
    for sheet, cell, text in json.loads(Path(edits).read_text(encoding="utf-8")):
        target = document.Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(text, str):
            target.setFormula(text)  # as a keyboard would: numbers become numbers
        else:
            target.setValue(text)
    document.storeToURL(f"file://{out}", (PropertyValue("FilterName", 0, storing, 0),))
    document.close(True)
    try:
        desktop.terminate()
    finally:
        office.wait(timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
