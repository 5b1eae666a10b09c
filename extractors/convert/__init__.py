"""Files of older or other office programs, turned into ones that can be read by LibreOffice where there is one."""
