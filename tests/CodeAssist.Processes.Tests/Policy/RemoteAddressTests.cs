using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Policy;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://example.org/shop/till.git")]
    [InlineData("https://example.org/shop/till")]
    [InlineData("https://example.org/shop/till/")]
    [InlineData("https://clerk:token@Example.ORG:8443/shop/till.git")]
    [InlineData("ssh://git@example.org:22/shop/till.git")]
    [InlineData("git@example.org:shop/till.git")]
    [InlineData("git@example.org:/shop/till.git")]
    public void One_repository_has_one_address_however_it_is_reached(string address) =>
        Assert.Equal("example.org/shop/till", RemoteAddress.Normalize(address));

    [Theory]
    [InlineData("/srv/git/till.git", "/srv/git/till")]
    [InlineData("../till", "../till")]
    [InlineData("https://example.org/Shop/Till", "example.org/Shop/Till")] // paths may differ by case
    [InlineData("", "")]
    public void Other_addresses_stay_apart(string address, string expected) => Assert.Equal(expected, RemoteAddress.Normalize(address));
}
