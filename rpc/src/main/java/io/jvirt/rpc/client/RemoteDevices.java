package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.DataStream;
import io.jvirt.api.DomainDevices;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.KeycodeSet;
import io.jvirt.rpc.protocol.DomainMessages;
import org.jspecify.annotations.Nullable;

/** The devices of a daemon's guest. */
interface RemoteDevices extends RemotePart, DomainDevices {
    private DomainMessages.TextFlags text(String text, Flag... flags) {
        return new DomainMessages.TextFlags(ref(), text, Flag.bits(flags));
    }

    @Override
    default void attachDevice(String xml, DomainFlags.Affect... flags) {
        client().call(DOMAIN_ATTACH_DEVICE_FLAGS, text(xml, flags));
    }

    @Override
    default void detachDevice(String xml, DomainFlags.Affect... flags) {
        client().call(DOMAIN_DETACH_DEVICE_FLAGS, text(xml, flags));
    }

    @Override
    default void detachDeviceAlias(String alias, DomainFlags.Affect... flags) {
        client().call(DOMAIN_DETACH_DEVICE_ALIAS, text(alias, flags));
    }

    @Override
    default void updateDevice(String xml, DomainFlags.UpdateDevice... flags) {
        client().call(DOMAIN_UPDATE_DEVICE_FLAGS, text(xml, flags));
    }

    @Override
    default DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        return client().open(
                        DOMAIN_OPEN_CONSOLE,
                        new DomainMessages.OptionalTextFlags(ref(), device, Flag.bits(flags)))
                .stream();
    }

    @Override
    default DataStream openChannel(@Nullable String name, int flags) {
        return client().open(DOMAIN_OPEN_CHANNEL, new DomainMessages.OptionalTextFlags(ref(), name, flags))
                .stream();
    }

    @Override
    default Screenshot screenshot(int screen, int flags) {
        RpcClient.Opened<DomainMessages.OptionalText> opened =
                client().open(DOMAIN_SCREENSHOT, new DomainMessages.NumberFlags(ref(), screen, flags));
        String type = opened.result().text();
        return new Screenshot(type == null ? "application/octet-stream" : type, opened.stream());
    }

    @Override
    default void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        client().call(DOMAIN_SEND_KEY, new DomainMessages.SendKey(ref(), set.ordinal(), holdMillis, keys, flags));
    }

    @Override
    default void injectNmi(int flags) {
        client().call(DOMAIN_INJECT_NMI, with(flags));
    }

    @Override
    default void resizeBlock(String disk, long size, int flags) {
        client().call(DOMAIN_BLOCK_RESIZE, new DomainMessages.BlockResize(ref(), disk, size, flags));
    }
}
