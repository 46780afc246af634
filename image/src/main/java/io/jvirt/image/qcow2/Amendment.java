package io.jvirt.image.qcow2;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import java.util.Set;

/** Changes options of an image that were chosen when it was made. */
final class Amendment {
    private static final Set<String> CHANGEABLE =
            Set.of("compat", "lazy_refcounts", "backing_file", "backing_fmt", "refcount_bits");

    private final Qcow2Image image;
    private final CreateOptions options;

    Amendment(Qcow2Image image, CreateOptions options) {
        this.image = image;
        this.options = options;
    }

    void make() {
        options.format().createOptions().stream()
                .filter(o -> options.has(o.name()) && !CHANGEABLE.contains(o.name()))
                .findFirst()
                .ifPresent(o -> {
                    throw new ImageException("The option " + o.name() + " of '" + image.path() + "' cannot be changed");
                });
        int version = options.text("compat").map(c -> c.equals("0.10") || c.equals("v2") ? 2 : 3)
                .orElse(image.header().version());
        if (version == 3 && image.header().version() == 2) {
            image.changeHeader(h -> h.withVersion(3).with(HeaderExtension.featureNames()));
        }
        if (options.has("lazy_refcounts")) {
            boolean lazy = options.flag("lazy_refcounts", false);
            if (lazy && version == 2) {
                throw new ImageException("Lazy refcounts need compat level 1.1");
            }
            image.changeHeader(h -> h.withBits(HeaderField.COMPATIBLE, Qcow2Header.LAZY_REFCOUNTS, lazy));
        }
        if (options.has("backing_file") || options.has("backing_fmt")) {
            image.setBacking(options.text("backing_file").orElse(image.header().backingFile()),
                    options.text("backing_fmt").orElse(image.header().backingFormat()));
        }
        options.text("refcount_bits").ifPresent(bits -> image.setRefcountBits(Integer.parseInt(bits)));
        if (version == 2 && image.header().version() == 3) {
            downgrade();
        }
    }

    private void downgrade() {
        Qcow2Header header = image.header();
        if ((header.incompatible() | header.autoclear()) != 0 || header.refcountOrder() != 4
                || header.snapshotCount() != 0) {
            throw new ImageException("'" + image.path() + "' has features, refcounts or snapshots that compat level 0.10"
                    + " does not have");
        }
        // Version 2 has no clusters that are zero without data.
        long at = 0;
        while (at < image.size()) {
            Extent extent = image.extentAt(at);
            if (extent.kind() == Extent.Kind.ZERO) {
                if (header.backingFile() == null) {
                    image.reveal(at, extent.length());
                } else {
                    image.writeZeroBytes(at, extent.length());
                }
            }
            at += extent.length();
        }
        image.changeHeader(h -> h.with(HeaderField.COMPATIBLE, 0).withVersion(2));
    }
}
