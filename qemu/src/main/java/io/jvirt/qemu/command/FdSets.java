package io.jvirt.qemu.command;

/** Numbers the groups of descriptors ({@code -add-fd set=}) that QEMU opens as {@code /dev/fdset/N}. */
final class FdSets {
    private int next;

    /**
     * Adds a group with one descriptor.
     *
     * @param opaque text that the monitor shows for the descriptor
     * @return the path by which QEMU opens it
     */
    String add(Arguments out, int descriptor, String opaque) {
        int set = next++;
        out.add("add-fd", KeyValues.of().put("set", set).put("fd", descriptor).put("opaque", opaque));
        return "/dev/fdset/" + set;
    }
}
