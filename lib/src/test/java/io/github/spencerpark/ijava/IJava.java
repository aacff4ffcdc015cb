package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/** Where IJava has its kernel. */
public final class IJava {

    private static BaseKernel kernel;

    private IJava() { }

    /** The one that runs, or null. */
    public static BaseKernel getKernelInstance() {
        return kernel;
    }

    /** What IJava's main method does, and with null what it does at the end. */
    public static void run(BaseKernel started) {
        kernel = started;
    }
}
