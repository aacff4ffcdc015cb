@"%~dp0launch.cmd" lab %*
