@"%~dp0launch.cmd" recontrast %*
