package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/** The program that the guest starts with: a ROM, or flash memory with a second chip for its variables. */
final class FirmwareOptions {
    private static final long MIB = 1024 * 1024;

    private FirmwareOptions() {
    }

    static void flashNodes(Guest guest, Arguments out) {
        BlockNode code = code(guest);
        if (code != null) {
            BlockNodes.add(guest, out, code);
        }
        BlockNode variables = variables(guest);
        if (variables != null) {
            BlockNodes.add(guest, out, variables);
        }
    }

    /** Adds the machine's flash chips. */
    static void flash(Guest guest, KeyValues values) {
        BlockNode code = code(guest);
        BlockNode variables = variables(guest);
        values.put("pflash0", code == null ? null : code.effectiveNode());
        values.put("pflash1", variables == null ? null : variables.effectiveNode());
    }

    private static @Nullable BlockNode code(Guest guest) {
        Os.Loader loader = guest.domain().os().loader();
        if (loader == null || loader.type() != Os.LoaderType.PFLASH || loader.path() == null) {
            return null;
        }
        return new BlockNode("pflash0", new StorageSource.File(loader.path()),
                loader.format() == null ? StorageFormat.RAW : loader.format())
                .withReadOnly(!YesNo.isNo(loader.readonly())).withLayered(true).withEndOfChain(true);
    }

    private static @Nullable BlockNode variables(Guest guest) {
        Os.Nvram nvram = guest.domain().os().nvram();
        Os.Loader loader = guest.domain().os().loader();
        if (nvram == null || loader == null || loader.type() != Os.LoaderType.PFLASH) {
            return null;
        }
        StorageSource source = NvramSource.of(nvram);
        if (source == null) {
            return null;
        }
        return new BlockNode("pflash1", source, nvram.format() == null ? StorageFormat.RAW : nvram.format())
                .withLayered(DiskImages.needsFormatNodes(guest)).withEndOfChain(true);
    }

    static void systemManagementMemory(Guest guest, Arguments out) {
        Features features = guest.features();
        if (features != null && features.smm() != null && features.smm().tseg() != null) {
            out.add("global", "mch.extended-tseg-mbytes=" + features.smm().tseg().bytes() / MIB);
        }
    }

    static void loader(Guest guest, Arguments out) {
        Os.Loader loader = guest.domain().os().loader();
        if (loader == null || loader.type() == null) {
            return;
        }
        switch (loader.type()) {
            case ROM -> {
                if (loader.path() != null) {
                    out.add("bios", loader.path());
                }
            }
            case PFLASH -> {
                if (YesNo.isYes(loader.secure())) {
                    out.add("global", "driver=cfi.pflash01,property=secure,value=on");
                }
            }
        }
    }
}
