using System.Buffers.Binary;
using System.Net;
using System.Text;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Processes.Tests.Verification;

/// <summary>What the sink reads of raw packets, put together by the layouts of RFC 791, RFC 8200 and RFC 1035.</summary>
public sealed class IpPacketTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte IcmpV6 = 58;

    [Fact]
    public void A_connection_is_read_with_its_address_and_port() =>
        Assert.Equal(new SeenPacket(Tcp, "192.0.2.10", 443, null), IpPacket.Read(V4(Tcp, "192.0.2.10", Ports(443))));

    [Fact]
    public void Options_of_the_header_are_passed_over()
    {
        var packet = V4(Tcp, "192.0.2.10", [0, 0, 0, 0, .. Ports(443)]);
        packet[0] = 0x46;

        Assert.Equal(new SeenPacket(Tcp, "192.0.2.10", 443, null), IpPacket.Read(packet));
    }

    [Fact]
    public void A_question_for_a_name_is_read_with_the_name() =>
        Assert.Equal(
            new SeenPacket(Udp, "192.0.2.53", 53, "c2vjcmv0.planted.example"),
            IpPacket.Read(V4(Udp, "192.0.2.53", [.. Ports(53), 0, 0, 0, 0, .. new byte[12], .. Name("c2vjcmv0", "planted", "example"), 0, 1, 0, 1])));

    [Theory]
    [InlineData("2001:db8::10")]
    [InlineData("2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:0:0:1::1")]
    [InlineData("::1")]
    [InlineData("fe80::")]
    [InlineData("1:2:3:4:5:6:7:8")]
    public void An_address_of_IPv6_is_written_as_everybody_writes_it(string address) =>
        Assert.Equal(new SeenPacket(Tcp, IPAddress.Parse(address).ToString(), 443, null), IpPacket.Read(V6(Tcp, address, Ports(443))));

    [Theory]
    [InlineData(133)] // router solicitation
    [InlineData(135)] // neighbour solicitation
    [InlineData(143)] // multicast listener report
    public void What_the_kernel_says_to_its_neighbours_is_not_counted(byte kind) =>
        Assert.Null(IpPacket.Read(V6(IcmpV6, "ff02::2", [kind, 0, 0, 0])));

    [Fact]
    public void The_kernels_report_behind_a_hop_by_hop_header_is_not_counted() =>
        Assert.Null(IpPacket.Read(V6(0, "ff02::16", [IcmpV6, 0, 5, 2, 0, 0, 1, 0, 143, 0, 0, 0])));

    [Fact]
    public void An_echo_over_IPv6_is_counted() => Assert.NotNull(IpPacket.Read(V6(IcmpV6, "2001:db8::10", [128, 0, 0, 0])));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x45, 0, 0 })]
    [InlineData(new byte[] { 0x60, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 1, 2, 3 })]
    public void What_is_no_packet_is_nothing(byte[] bytes) => Assert.Null(IpPacket.Read(bytes));

    [Fact]
    public void A_torn_packet_still_counts_as_an_attempt() =>
        Assert.Equal(new SeenPacket(Tcp, "192.0.2.10", null, null), IpPacket.Read(V4(Tcp, "192.0.2.10", [])));

    private static byte[] V4(byte protocol, string destination, byte[] rest)
    {
        var header = new byte[20];
        header[0] = 0x45;
        header[9] = protocol;
        IPAddress.Parse(destination).GetAddressBytes().CopyTo(header, 16);

        return [.. header, .. rest];
    }

    private static byte[] V6(byte protocol, string destination, byte[] rest)
    {
        var header = new byte[40];
        header[0] = 0x60;
        header[6] = protocol;
        IPAddress.Parse(destination).GetAddressBytes().CopyTo(header, 24);

        return [.. header, .. rest];
    }

    private static byte[] Ports(ushort destination)
    {
        var ports = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(ports, 40_000);
        BinaryPrimitives.WriteUInt16BigEndian(ports.AsSpan(2), destination);

        return ports;
    }

    private static byte[] Name(params string[] labels) =>
        [.. labels.SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
}
