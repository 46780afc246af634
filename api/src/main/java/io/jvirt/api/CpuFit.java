package io.jvirt.api;

/** How the CPU of a host and one that is asked for fit ({@code virCPUCompareResult}); the order gives libvirt's numbers. */
public enum CpuFit {
    /** The host lacks something, or has what is forbidden. */
    INCOMPATIBLE,
    /** The host has just what is asked for. */
    IDENTICAL,
    /** The host has more. */
    SUPERSET
}
