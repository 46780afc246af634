package io.jvirt.model.storage;

/** Paths as libvirt writes them in documents. */
public final class StoragePaths {
    private StoragePaths() {
    }

    /**
     * {@return the path without repeated slashes and without one at the end}
     *
     * <p>Two slashes at the beginning stay two, since POSIX lets them mean something else than one.
     */
    public static String sanitized(String path) {
        var out = new StringBuilder(path.length());
        boolean doubled = path.startsWith("//") && !path.startsWith("///");
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' || out.isEmpty() || out.charAt(out.length() - 1) != '/' || doubled && out.length() == 1) {
                out.append(c);
            }
        }
        int end = out.length();
        if (end > (doubled ? 2 : 1) && out.charAt(end - 1) == '/') {
            out.setLength(end - 1);
        }
        return out.toString();
    }
}
