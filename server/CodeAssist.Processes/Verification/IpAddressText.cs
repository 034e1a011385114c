using System.Buffers.Binary;
using System.Globalization;

namespace CodeAssist.Processes.Verification;

/// <summary>Writes addresses for people; this room has no network types. The form of IPv6 is that of RFC 5952.</summary>
internal static class IpAddressText
{
    private const int Groups = 8;

    /// <param name="address">Four bytes, or sixteen.</param>
    public static string Of(ReadOnlySpan<byte> address) =>
        address.Length == 4
            ? string.Create(CultureInfo.InvariantCulture, $"{address[0]}.{address[1]}.{address[2]}.{address[3]}")
            : V6(address);

    private static string V6(ReadOnlySpan<byte> address)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        for (var index = 0; index < Groups; index++)
        {
            groups[index] = BinaryPrimitives.ReadUInt16BigEndian(address[(index * 2)..]);
        }

        var (start, length) = LongestZeros(groups);
        var text = "";
        for (var index = 0; index < Groups; index++)
        {
            if (index == start)
            {
                text += "::";
                index += length - 1;
                continue;
            }

            text += (text.Length > 0 && text[^1] != ':' ? ":" : "") + groups[index].ToString("x", CultureInfo.InvariantCulture);
        }

        return text;
    }

    // A single group of zeros is written out.
    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> groups)
    {
        var (start, longest) = (-1, 1);
        for (var index = 0; index < Groups; index++)
        {
            var end = index;
            while (end < Groups && groups[end] == 0)
            {
                end++;
            }

            if (end - index > longest)
            {
                (start, longest) = (index, end - index);
            }
        }

        return (start, longest);
    }
}
