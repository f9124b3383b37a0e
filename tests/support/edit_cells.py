"""Types into cells of a workbook with a real LibreOffice. Run by the system's Python, which has ``uno``.

Usage: ``python3 edit_cells.py FILE EDITS.json PROFILE FILTER OUT PASSWORD``.
Edits are ``[[sheet, cell, text], …]``; an empty password locks nothing.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue
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


def main(file, edits, profile, storing, out, password):
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
    how = [PropertyValue("FilterName", 0, storing, 0)]
    if password:
        # Office Open XML takes its password another way than the other formats.
        secret = (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", password))
        ooxml = PropertyValue("EncryptionData", 0, uno.Any("[]com.sun.star.beans.NamedValue", secret), 0)
        how.append(ooxml if "2007" in storing else PropertyValue("Password", 0, password, 0))
    document.storeToURL(f"file://{out}", tuple(how))
    document.close(True)
    try:
        desktop.terminate()
    finally:
        office.wait(timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
