using System.Buffers.Binary;
using System.Text;

namespace CodeAssist.Processes.Verification;

/// <summary>Reads of a raw IP packet where it goes and what it asks for. Formats: RFC 791, RFC 8200, RFC 1035.</summary>
internal static class IpPacket
{
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int IcmpV6 = 58;
    private const int HopByHop = 0;
    private const int DnsPort = 53;
    private const int DnsHeader = 12;
    private const int UdpHeader = 8;
    private const int LongestName = 255;

    /// <returns>Null for what is no IP packet, and for what the kernel itself says to its neighbours when a device comes up.</returns>
    public static SeenPacket? Read(ReadOnlySpan<byte> packet)
    {
        switch (packet.Length > 0 ? packet[0] >> 4 : 0)
        {
            case 4 when packet.Length >= 20:
                var length = (packet[0] & 0xF) * 4;
                return Seen(packet[9], IpAddressText.Of(packet.Slice(16, 4)), packet.Length >= length ? packet[length..] : []);

            case 6 when packet.Length >= 40:
                return ReadV6(packet);

            default:
                return null;
        }
    }

    private static SeenPacket? ReadV6(ReadOnlySpan<byte> packet)
    {
        var protocol = (int)packet[6];
        var rest = packet[40..];
        if (protocol == HopByHop && rest.Length >= 8)
        {
            protocol = rest[0];
            rest = rest.Length >= 8 + (rest[1] * 8) ? rest[(8 + (rest[1] * 8))..] : [];
        }

        // Neighbour discovery and multicast membership: the kernel's own, about the device and not about anybody's data.
        var isKernels = protocol == IcmpV6 && rest.Length > 0 && rest[0] is >= 130 and <= 137 or 143;
        return isKernels ? null : Seen(protocol, IpAddressText.Of(packet.Slice(24, 16)), rest);
    }

    private static SeenPacket Seen(int protocol, string destination, ReadOnlySpan<byte> rest)
    {
        if (protocol is not (Tcp or Udp) || rest.Length < 4)
        {
            return new SeenPacket(protocol, destination, Port: null, Name: null);
        }

        var port = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        return new SeenPacket(protocol, destination, port, protocol == Udp && port == DnsPort ? Question(rest) : null);
    }

    private static string? Question(ReadOnlySpan<byte> datagram)
    {
        var name = new StringBuilder();
        for (var position = UdpHeader + DnsHeader; position < datagram.Length && name.Length < LongestName;)
        {
            var length = datagram[position];
            if (length == 0 || position + 1 + length > datagram.Length)
            {
                break;
            }

            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(datagram.Slice(position + 1, length)));
            position += 1 + length;
        }

        return name.Length > 0 ? name.ToString() : null;
    }
}
