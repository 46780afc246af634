package io.jvirt.rpc.protocol;

import io.jvirt.host.Descriptor;
import io.jvirt.rpc.xdr.Xdr;
import io.jvirt.rpc.xdr.XdrReader;
import io.jvirt.rpc.xdr.XdrWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What travels: a length that counts itself, six words of header, and a body that the header's procedure describes.
 * All numbers are as they came; whether they make sense is for the reader to say.
 *
 * @param program a {@link Program#number}
 * @param version a {@link Program#version}
 * @param procedure a {@link Procedure#number}
 * @param type such as {@link #CALL}
 * @param serial chosen by the client for a call; its reply and its stream repeat it
 * @param status such as {@link #OK}
 * @param body what follows the header
 * @param descriptors open files that came along; they belong to the receiver
 */
public record Packet(
        int program, int version, int procedure, int type, int serial, int status, byte[] body, List<Descriptor> descriptors) {
    /** A type: a call. */
    public static final int CALL = 0;

    /** A type: the answer to a call. */
    public static final int REPLY = 1;

    /** A type: an event, or a sign of life. */
    public static final int MESSAGE = 2;

    /** A type: data of a stream, or its end. */
    public static final int STREAM = 3;

    /** A type: a call with open files. */
    public static final int CALL_WITH_FDS = 4;

    /** A type: an answer with open files. */
    public static final int REPLY_WITH_FDS = 5;

    /** A type: zero bytes of a stream that are not sent. */
    public static final int STREAM_HOLE = 6;

    /** A status: success, the end of a stream. */
    public static final int OK = 0;

    /** A status: the body is an {@link ErrorMessage}; from a client, the stream is given up. */
    public static final int ERROR = 1;

    /** A status: the stream goes on. */
    public static final int CONTINUE = 2;

    /** The most bytes of a packet, length and header counted. */
    public static final int MAX = 32 * 1024 * 1024;

    /** The bytes of length and header. */
    public static final int HEADER = 28;

    /** The most bytes of a stream that go in one packet. */
    public static final int STREAM_CHUNK = 262_120;

    /** The most open files that go with one packet. */
    public static final int DESCRIPTORS_MAX = 32;

    /** A packet without open files. */
    public Packet(int program, int version, int procedure, int type, int serial, int status, byte[] body) {
        this(program, version, procedure, type, serial, status, body, List.of());
    }

    /** Closes the open files that came along and that nobody took. */
    public void discardDescriptors() {
        for (Descriptor descriptor : descriptors) {
            descriptor.close();
        }
    }

    /** {@return a reader of the body} */
    public XdrReader reader() {
        return new XdrReader(body);
    }

    /** {@return the bytes of a packet with a value as its body} */
    public static <T> ByteBuffer encode(
            Procedure<?, ?> procedure, int type, int serial, int status, Xdr<T> form, T value) {
        XdrWriter writer = header(procedure, type, serial, status);
        form.write(writer, value);
        return closed(writer);
    }

    /** {@return the bytes of a packet with these bytes as its body} */
    public static ByteBuffer encode(Procedure<?, ?> procedure, int type, int serial, int status, ByteBuffer body) {
        XdrWriter writer = header(procedure, type, serial, status);
        writer.writeRaw(body);
        return closed(writer);
    }

    /** {@return a writer with the header of a procedure's packet in it} */
    public static XdrWriter header(Procedure<?, ?> procedure, int type, int serial, int status) {
        Program program = procedure.program();
        return header(program.number(), program.version(), procedure.number(), type, serial, status);
    }

    /** {@return a writer with a header in it, of which {@link #closed} sets the length} */
    public static XdrWriter header(int program, int version, int procedure, int type, int serial, int status) {
        XdrWriter writer = new XdrWriter(MAX);
        writer.writeInt(0);
        writer.writeInt(program);
        writer.writeInt(version);
        writer.writeInt(procedure);
        writer.writeInt(type);
        writer.writeInt(serial);
        writer.writeInt(status);
        return writer;
    }

    /** {@return the finished packet} */
    public static ByteBuffer closed(XdrWriter writer) {
        writer.setInt(0, writer.size());
        return writer.view();
    }
}
