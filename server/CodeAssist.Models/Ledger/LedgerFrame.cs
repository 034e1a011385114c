using System.Buffers.Binary;
using System.Numerics;
using CodeAssist.Core.Integrity;

namespace CodeAssist.Models.Ledger;

/// <summary>How a payload lies in the file: a mark, its length, a checksum, the hash of the chain up to it, the payload.</summary>
/// <remarks>
/// All numbers are little-endian. The checksum (CRC-32C over length, hash and payload) tells a torn write from a whole one; the hash
/// (SHA-256 over the hash before and the payload) tells a changed record from the one that was written.
/// </remarks>
/// <param name="Start">Offset in the file.</param>
/// <param name="Payload">JSON in UTF-8.</param>
/// <param name="Hash">Of the chain up to this payload.</param>
internal readonly record struct LedgerFrame(int Start, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeadBytes = HashAt + Sha256.DigestBytes;

    /// <summary>Longest payload; a record has no content and is far shorter.</summary>
    public const int LargestPayload = 64 * 1024;

    private const uint Mark = 0x314C_4143; // "CAL1"
    private const int LengthAt = 4;
    private const int ChecksumAt = 8;
    private const int HashAt = 12;

    public int End => Start + HeadBytes + Payload.Length;

    public static byte[] Build(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> hash)
    {
        var frame = new byte[HeadBytes + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(LengthAt), payload.Length);
        hash.CopyTo(frame.AsSpan(HashAt));
        payload.CopyTo(frame.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(ChecksumAt), Checksum(frame));
        return frame;
    }

    /// <returns>Null where no whole frame begins.</returns>
    public static LedgerFrame? At(ReadOnlyMemory<byte> file, int start)
    {
        var rest = file[start..];
        if (rest.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span) != Mark)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[LengthAt..]);
        if (length is < 0 or > LargestPayload || rest.Length < HeadBytes + length)
        {
            return null;
        }

        var frame = rest[..(HeadBytes + length)];
        return Checksum(frame.Span) == BinaryPrimitives.ReadUInt32LittleEndian(frame.Span[ChecksumAt..])
            ? new LedgerFrame(start, frame[HeadBytes..], frame.Slice(HashAt, Sha256.DigestBytes))
            : null;
    }

    /// <summary>The hash that a payload must have behind another.</summary>
    public static byte[] Chained(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        var hash = new Sha256();
        hash.Add(previous);
        hash.Add(payload);
        return hash.Finish();
    }

    private static uint Checksum(ReadOnlySpan<byte> frame)
    {
        var checksum = uint.MaxValue;
        checksum = Add(checksum, frame[LengthAt..ChecksumAt]);
        return ~Add(checksum, frame[HashAt..]);
    }

    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return checksum;
    }
}
