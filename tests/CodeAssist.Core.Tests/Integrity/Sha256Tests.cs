using System.Security.Cryptography;
using System.Text;
using CodeAssist.Core.Integrity;

namespace CodeAssist.Core.Tests.Integrity;

public sealed class Sha256Tests
{
    /// <summary>The examples of FIPS 180.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Agrees_with_the_standard(string text, string digest) => Assert.Equal(digest, Sha256.HexOf(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Agrees_with_the_base_library_at_every_length_and_split()
    {
        var random = new Random(7);
        for (var length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var split = random.Next(length + 1);
            var hash = new Sha256();
            hash.Add(bytes.AsSpan(0, split));
            hash.Add(bytes.AsSpan(split));

            Assert.Equal(SHA256.HashData(bytes), hash.Finish());
        }
    }
}
