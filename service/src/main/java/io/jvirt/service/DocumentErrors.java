package io.jvirt.service;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.xml.XmlException;
import java.util.function.Supplier;

/** Failures of reading documents in the words of the API. */
public final class DocumentErrors {
    private DocumentErrors() {}

    /** {@return the API's error for a document that cannot be read} */
    public static JvirtException translate(XmlException e, ErrorDomain domain) {
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

    /** {@return what {@code reader} reads, its failures translated} */
    public static <T> T translating(ErrorDomain domain, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (XmlException e) {
            throw translate(e, domain);
        }
    }
}
