package io.jvirt.qemu.complete;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;

/** The kinds of errors that completing a document ends in. */
final class Errors {
    private Errors() { }

    /** {@return a wish that QEMU or this binary cannot fulfil (code 67)} */
    static JvirtException unsupported(String message) {
        return new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.QEMU, message);
    }

    /** {@return a contradiction in the document (code 27)} */
    static JvirtException xml(String message) {
        return new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.QEMU, message);
    }

    /** {@return a state that the document leads to and that cannot be resolved (code 1)} */
    static JvirtException internal(String message) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, message);
    }
}
