package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that store or start a pool from a document or from options. */
public final class PoolDefinitions {
    private PoolDefinitions() {}

    /** Stores a document. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define pool from " + file);
        StoragePool pool = in.flag("validate")
                ? in.connection().storagePools().define(xml, StorageFlags.DefinePool.VALIDATE)
                : in.connection().storagePools().define(xml);
        in.extra("Pool " + pool.name() + " defined from " + file + "\n");
    }

    /** Stores a definition made of the options. */
    public static void defineByOptions(Invocation in) {
        String xml = document(in);
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        String name = in.required("name");
        in.attempt("Failed to define pool " + name);
        in.connection().storagePools().define(xml);
        in.extra("Pool " + name + " defined\n");
    }

    /** Starts a pool from a document. */
    public static void create(Invocation in) {
        String file = in.required("file");
        StorageFlags.CreatePool[] flags = building(in);
        String xml = in.read(file);
        in.attempt("Failed to create pool from " + file);
        StoragePool pool = in.connection().storagePools().create(xml, flags);
        in.extra("Pool " + pool.name() + " created from " + file + "\n");
    }

    /** Starts a pool made of the options. */
    public static void createByOptions(Invocation in) {
        StorageFlags.CreatePool[] flags = building(in);
        String xml = document(in);
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        String name = in.required("name");
        in.attempt("Failed to create pool " + name);
        in.connection().storagePools().create(xml, flags);
        in.extra("Pool " + name + " created\n");
    }

    /** {@return how a pool is built before it starts} */
    static StorageFlags.CreatePool[] building(Invocation in) {
        in.exclusive("overwrite", "no-overwrite");
        List<StorageFlags.CreatePool> flags = new ArrayList<>();
        if (in.flag("build")) {
            flags.add(StorageFlags.CreatePool.WITH_BUILD);
        }
        if (in.flag("overwrite")) {
            flags.add(StorageFlags.CreatePool.WITH_BUILD_OVERWRITE);
        }
        if (in.flag("no-overwrite")) {
            flags.add(StorageFlags.CreatePool.WITH_BUILD_NO_OVERWRITE);
        }
        return flags.toArray(new StorageFlags.CreatePool[0]);
    }

    // ---- the document that options make ----

    private static String document(Invocation in) {
        in.exclusive("secret-usage", "secret-uuid");
        StringBuilder source = new StringBuilder();
        element(source, "host", "name", in.text("source-host"));
        element(source, "dir", "path", in.text("source-path"));
        element(source, "device", "path", in.text("source-dev"));
        String initiator = in.text("source-initiator");
        if (initiator != null) {
            source.append("    <initiator>\n      <iqn name='").append(XmlNode.escape(initiator)).append("'/>\n    </initiator>\n");
        }
        adapter(source, in);
        authentication(source, in);
        element(source, "format", "type", in.text("source-format"));
        String name = in.text("source-name");
        if (name != null) {
            source.append("    <name>").append(XmlNode.escape(name)).append("</name>\n");
        }
        element(source, "protocol", "ver", in.text("source-protocol-ver"));
        StringBuilder xml = new StringBuilder("<pool type='").append(XmlNode.escape(in.required("type"))).append("'>\n  <name>")
                .append(XmlNode.escape(in.required("name"))).append("</name>\n");
        if (!source.isEmpty()) {
            xml.append("  <source>\n").append(source).append("  </source>\n");
        }
        String target = in.text("target");
        if (target != null) {
            xml.append("  <target>\n    <path>").append(XmlNode.escape(target)).append("</path>\n  </target>\n");
        }
        return xml.append("</pool>\n").toString();
    }

    private static void element(StringBuilder to, String element, String attribute, @Nullable String value) {
        if (value != null) {
            to.append("    <").append(element);
            attribute(to, attribute, value);
            to.append("/>\n");
        }
    }

    private static void attribute(StringBuilder to, String attribute, @Nullable String value) {
        if (value != null) {
            to.append(' ').append(attribute).append("='").append(XmlNode.escape(value)).append('\'');
        }
    }

    private static void adapter(StringBuilder to, Invocation in) {
        String node = in.text("adapter-wwnn");
        String port = in.text("adapter-wwpn");
        String name = in.text("adapter-name");
        if (node != null && port != null) {
            to.append("    <adapter type='fc_host'");
            String parent = in.text("adapter-parent");
            String parentNode = in.text("adapter-parent-wwnn");
            String parentPort = in.text("adapter-parent-wwpn");
            if (parent != null) {
                attribute(to, "parent", parent);
            } else if (parentNode != null && parentPort != null) {
                attribute(to, "parent_wwnn", parentNode);
                attribute(to, "parent_wwpn", parentPort);
            } else {
                attribute(to, "parent_fabric_wwn", in.text("adapter-parent-fabric-wwn"));
            }
            attribute(to, "wwnn", node);
            attribute(to, "wwpn", port);
            to.append("/>\n");
        } else if (name != null) {
            to.append("    <adapter type='scsi_host'");
            attribute(to, "name", name);
            to.append("/>\n");
        }
    }

    private static void authentication(StringBuilder to, Invocation in) {
        String type = in.text("auth-type");
        String user = in.text("auth-username");
        String uuid = in.text("secret-uuid");
        String usage = in.text("secret-usage");
        if (type != null && user != null && (uuid != null || usage != null)) {
            to.append("    <auth");
            attribute(to, "type", type);
            attribute(to, "username", user);
            to.append(">\n      <secret");
            attribute(to, "uuid", uuid);
            attribute(to, "usage", usage);
            to.append("/>\n    </auth>\n");
        }
    }
}
