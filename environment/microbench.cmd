@"%~dp0launch.cmd" microbench %*
