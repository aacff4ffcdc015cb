@echo off
rem Starts a command of this folder with a Python that is 3.10 or newer: launch COMMAND [ARGUMENT]...
setlocal
set look="import sys; sys.exit(sys.version_info < (3, 10))"
if defined PYTHON (set with="%PYTHON%") else set with=py -3
%with% -ESc %look% >nul 2>nul && goto found
if not defined PYTHON set with=python
%with% -ESc %look% >nul 2>nul && goto found
>&2 echo recontrast: found no Python 3.10 or newer as py -3 or python: install it, or set PYTHON to it
exit /b 1
:found
%with% -I -S -Xutf8 "%~dp0kit" %*
exit /b %errorlevel%
