package io.jvirt.image;

import java.util.List;

/**
 * What a check of an image found, in the figures of {@code qemu-img check}.
 *
 * @param corruptions errors that are there still
 * @param leaks clusters that take space and nobody uses
 * @param corruptionsFixed errors that were repaired
 * @param leaksFixed clusters that were given back
 * @param errors what could not be checked
 * @param totalClusters clusters that the guest's size takes, 0 where the format does not count
 * @param allocatedClusters clusters that hold data
 * @param fragmentedClusters those that do not lie behind their predecessor
 * @param compressedClusters those that are compressed
 * @param imageEnd the offset in the file behind the last byte in use, 0 where the format does not tell
 * @param findings one line for each thing found
 */
public record CheckResult(
        long corruptions,
        long leaks,
        long corruptionsFixed,
        long leaksFixed,
        long errors,
        long totalClusters,
        long allocatedClusters,
        long fragmentedClusters,
        long compressedClusters,
        long imageEnd,
        List<String> findings) {}
