package io.jvirt.rpc.client;

import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.xdr.Xdr;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrReader;
import io.jvirt.rpc.xdr.XdrWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the records that the everyday commands need, written by hand: a command line that lives for a twentieth
 * of a second has no time to derive them. A test holds each against the derived one.
 */
final class CommonForms {
    private static boolean installed;

    private CommonForms() {}

    static synchronized void install() {
        if (installed) {
            return;
        }
        installed = true;
        XdrCodecs.put(DomainRef.class, new Ref());
        XdrCodecs.put(ConnectMessages.Open.class, new Open());
        XdrCodecs.put(ConnectMessages.AuthTypes.class, new AuthTypes());
        XdrCodecs.put(ConnectMessages.ListAll.class, new ListAll());
        XdrCodecs.put(ConnectMessages.Domains.class, new Domains());
        XdrCodecs.put(DomainMessages.Flags.class, new DomainFlags());
        XdrCodecs.put(DomainMessages.State.class, new State());
        XdrCodecs.put(DomainMessages.Info.class, new Info());
        XdrCodecs.put(ErrorMessage.class, new Failure());
    }

    private static final class Ref implements Xdr<DomainRef> {
        @Override
        public void write(XdrWriter to, DomainRef value) {
            to.writeString(value.name(), XdrReader.STRING_MAX);
            to.writeUuid(value.uuid());
            to.writeInt(value.id());
        }

        @Override
        public DomainRef read(XdrReader from) {
            return new DomainRef(from.readString(XdrReader.STRING_MAX), from.readUuid(), from.readInt());
        }
    }

    private static final class Open implements Xdr<ConnectMessages.Open> {
        @Override
        public void write(XdrWriter to, ConnectMessages.Open value) {
            writeOptional(to, value.name());
            to.writeInt(value.flags());
        }

        @Override
        public ConnectMessages.Open read(XdrReader from) {
            return new ConnectMessages.Open(readOptional(from), from.readInt());
        }
    }

    private static final class AuthTypes implements Xdr<ConnectMessages.AuthTypes> {
        private static final int MAX = 20;

        @Override
        public void write(XdrWriter to, ConnectMessages.AuthTypes value) {
            to.writeCount(value.types().length, MAX);
            for (int type : value.types()) {
                to.writeInt(type);
            }
        }

        @Override
        public ConnectMessages.AuthTypes read(XdrReader from) {
            int[] types = new int[from.readCount(MAX, 4)];
            for (int i = 0; i < types.length; i++) {
                types[i] = from.readInt();
            }
            return new ConnectMessages.AuthTypes(types);
        }
    }

    private static final class ListAll implements Xdr<ConnectMessages.ListAll> {
        @Override
        public void write(XdrWriter to, ConnectMessages.ListAll value) {
            to.writeInt(value.needResults());
            to.writeInt(value.flags());
        }

        @Override
        public ConnectMessages.ListAll read(XdrReader from) {
            return new ConnectMessages.ListAll(from.readInt(), from.readInt());
        }
    }

    private static final class Domains implements Xdr<ConnectMessages.Domains> {
        private final Ref ref = new Ref();

        @Override
        public void write(XdrWriter to, ConnectMessages.Domains value) {
            to.writeCount(value.domains().size(), ConnectMessages.DOMAINS_MAX);
            for (DomainRef domain : value.domains()) {
                ref.write(to, domain);
            }
            to.writeInt(value.count());
        }

        @Override
        public ConnectMessages.Domains read(XdrReader from) {
            int count = from.readCount(ConnectMessages.DOMAINS_MAX, 4);
            List<DomainRef> domains = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                domains.add(ref.read(from));
            }
            return new ConnectMessages.Domains(domains, from.readInt());
        }
    }

    private static final class DomainFlags implements Xdr<DomainMessages.Flags> {
        private final Ref ref = new Ref();

        @Override
        public void write(XdrWriter to, DomainMessages.Flags value) {
            ref.write(to, value.domain());
            to.writeInt(value.flags());
        }

        @Override
        public DomainMessages.Flags read(XdrReader from) {
            return new DomainMessages.Flags(ref.read(from), from.readInt());
        }
    }

    private static final class State implements Xdr<DomainMessages.State> {
        @Override
        public void write(XdrWriter to, DomainMessages.State value) {
            to.writeInt(value.state());
            to.writeInt(value.reason());
        }

        @Override
        public DomainMessages.State read(XdrReader from) {
            return new DomainMessages.State(from.readInt(), from.readInt());
        }
    }

    private static final class Info implements Xdr<DomainMessages.Info> {
        @Override
        public void write(XdrWriter to, DomainMessages.Info value) {
            to.writeInt(value.state());
            to.writeLong(value.maxMemory());
            to.writeLong(value.memory());
            to.writeInt(value.vcpus());
            to.writeLong(value.cpuTime());
        }

        @Override
        public DomainMessages.Info read(XdrReader from) {
            return new DomainMessages.Info(
                    from.readInt(), from.readLong(), from.readLong(), from.readInt(), from.readLong());
        }
    }

    private static final class Failure implements Xdr<ErrorMessage> {
        private final Ref ref = new Ref();

        @Override
        public void write(XdrWriter to, ErrorMessage value) {
            to.writeInt(value.code());
            to.writeInt(value.domain());
            writeOptional(to, value.message());
            to.writeInt(value.level());
            DomainRef dom = value.dom();
            to.writeBoolean(dom != null);
            if (dom != null) {
                ref.write(to, dom);
            }
            writeOptional(to, value.str1());
            writeOptional(to, value.str2());
            writeOptional(to, value.str3());
            to.writeInt(value.int1());
            to.writeInt(value.int2());
            ErrorMessage.NetworkRef net = value.net();
            to.writeBoolean(net != null);
            if (net != null) {
                to.writeString(net.name(), XdrReader.STRING_MAX);
                to.writeUuid(net.uuid());
            }
        }

        @Override
        public ErrorMessage read(XdrReader from) {
            return new ErrorMessage(
                    from.readInt(),
                    from.readInt(),
                    readOptional(from),
                    from.readInt(),
                    from.readBoolean() ? ref.read(from) : null,
                    readOptional(from),
                    readOptional(from),
                    readOptional(from),
                    from.readInt(),
                    from.readInt(),
                    from.readBoolean()
                            ? new ErrorMessage.NetworkRef(from.readString(XdrReader.STRING_MAX), from.readUuid())
                            : null);
        }
    }

    private static void writeOptional(XdrWriter to, @Nullable String text) {
        to.writeBoolean(text != null);
        if (text != null) {
            to.writeString(text, XdrReader.STRING_MAX);
        }
    }

    private static @Nullable String readOptional(XdrReader from) {
        return from.readBoolean() ? from.readString(XdrReader.STRING_MAX) : null;
    }
}
