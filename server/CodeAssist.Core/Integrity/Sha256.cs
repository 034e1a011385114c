using System.Buffers.Binary;
using System.Numerics;

namespace CodeAssist.Core.Integrity;

/// <summary>SHA-256 as FIPS 180-4 defines it, in managed code.</summary>
/// <remarks>
/// The base library's would load OpenSSL on Linux, which server and host do without (docs/decisions.md). Nothing secret is hashed
/// here, so that it need not take the same time for every text.
/// </remarks>
public sealed class Sha256
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int DigestBytes = 32;

    private const int BlockBytes = 64;

    private static readonly uint[] _roundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
        0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
        0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] _state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly byte[] _rest = new byte[BlockBytes];
    private long _length;

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new Sha256();
        hash.Add(bytes);
        return hash.Finish();
    }

    /// <summary>The digest as the world writes it: 64 hexadecimal digits in small letters.</summary>
    public static string HexOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(Of(bytes));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var held = (int)(_length % BlockBytes);
        _length += bytes.Length;
        if (held > 0)
        {
            var taken = Math.Min(BlockBytes - held, bytes.Length);
            bytes[..taken].CopyTo(_rest.AsSpan(held));
            bytes = bytes[taken..];
            if (held + taken < BlockBytes)
            {
                return;
            }

            Mix(_rest);
        }

        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..])
        {
            Mix(bytes);
        }

        bytes.CopyTo(_rest);
    }

    /// <summary>The digest of everything added; nothing may be added afterwards.</summary>
    public byte[] Finish()
    {
        var bits = _length * 8;
        var held = (int)(_length % BlockBytes);
        Span<byte> end = stackalloc byte[2 * BlockBytes];
        end.Clear();
        _rest.AsSpan(0, held).CopyTo(end);
        end[held] = 0x80;
        var blocks = held + 1 + sizeof(long) <= BlockBytes ? 1 : 2;
        BinaryPrimitives.WriteInt64BigEndian(end[((blocks * BlockBytes) - sizeof(long))..], bits);
        for (var block = 0; block < blocks; block++)
        {
            Mix(end.Slice(block * BlockBytes, BlockBytes));
        }

        var digest = new byte[DigestBytes];
        for (var index = 0; index < _state.Length; index++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(index * sizeof(uint)), _state[index]);
        }

        return digest;
    }

    private void Mix(ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[64];
        for (var index = 0; index < 16; index++)
        {
            words[index] = BinaryPrimitives.ReadUInt32BigEndian(block[(index * sizeof(uint))..]);
        }

        for (var index = 16; index < words.Length; index++)
        {
            var (w15, w2) = (words[index - 15], words[index - 2]);
            var s0 = BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3);
            var s1 = BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10);
            words[index] = words[index - 16] + s0 + words[index - 7] + s1;
        }

        var (a, b, c, d) = (_state[0], _state[1], _state[2], _state[3]);
        var (e, f, g, h) = (_state[4], _state[5], _state[6], _state[7]);
        for (var index = 0; index < words.Length; index++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = h + s1 + ((e & f) ^ (~e & g)) + _roundConstants[index] + words[index];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }
}
