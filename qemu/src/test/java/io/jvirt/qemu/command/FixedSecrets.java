package io.jvirt.qemu.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One secret for all that ask. */
record FixedSecrets(MasterKey key) implements SecretSource {
    static final String VALUE = "correct horse";

    @Override
    public SealedSecret stored(String usageType, @Nullable UUID uuid, @Nullable String usage) {
        return key.seal(VALUE);
    }

    @Override
    public SealedSecret text(String value) {
        return key.seal(value);
    }
}
