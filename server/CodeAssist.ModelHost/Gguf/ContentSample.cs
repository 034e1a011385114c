using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Tells one model file from another by its length and pieces from all over it: 64 bits of FNV-1a over eight bytes at a time.</summary>
/// <remarks>It guards nothing: whoever makes two files alike in all pieces only has a device compared with another model's answer.</remarks>
internal static class ContentSample
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int Pieces = 64;
    private const int PieceBytes = 64 * 1024;

    /// <exception cref="IOException">It cannot be read.</exception>
    public static ulong Of(Stream file)
    {
        var hash = (Basis ^ (ulong)file.Length) * Prime;
        var piece = new byte[PieceBytes];
        for (var i = 0; i < Pieces; i++)
        {
            file.Position = Math.Max(0, file.Length - PieceBytes) * i / (Pieces - 1);
            var read = file.ReadAtLeast(piece, PieceBytes, throwOnEndOfStream: false);
            piece.AsSpan(read).Clear();
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(piece.AsSpan()))
            {
                hash = (hash ^ word) * Prime;
            }
        }

        return hash;
    }
}
