package io.jvirt.service;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.model.xml.XmlException;
import java.util.function.Supplier;

/** Errors that all services of the host have in common, each with the service's own domain. */
public final class ServiceErrors {
    private ServiceErrors() {}

    /** {@return the API's error for a document that cannot be read} */
    public static JvirtException document(XmlException e, ErrorDomain domain) {
        ErrorCode code = switch (e.kind()) {
            case MALFORMED -> ErrorCode.XML_DETAIL;
            case MISSING, INVALID -> ErrorCode.XML_ERROR;
            case NO_NAME -> ErrorCode.NO_NAME;
            case NO_SOURCE -> ErrorCode.NO_SOURCE;
            case NO_TARGET -> ErrorCode.NO_TARGET;
            case UNSUPPORTED -> ErrorCode.CONFIG_UNSUPPORTED;
            case SCHEMA -> ErrorCode.XML_INVALID_SCHEMA;
        };
        return new JvirtException(code, domain, String.valueOf(e.getMessage()), e);
    }

    /** {@return what a reader of a document gives, its failures as errors of the API} */
    public static <T> T reading(ErrorDomain domain, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (XmlException e) {
            throw document(e, domain);
        }
    }

    /** Carries out what needs the host, its failures as errors of the API. */
    public static void onHost(ErrorDomain domain, Runnable action) {
        try {
            action.run();
        } catch (HostException e) {
            throw new JvirtException(ErrorCode.OPERATION_FAILED, domain, String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses a call that changes something on a read-only connection. */
    public static void requireWrite(boolean readOnly, ErrorDomain domain, String function) {
        if (readOnly) {
            throw new JvirtException(ErrorCode.OPERATION_DENIED, domain, "read only access prevents " + function);
        }
    }
}
