using System.Buffers.Text;
using System.Text;

namespace CodeAssist.Context.Changes;

/// <summary>Contents that a repository keeps, by their ids: one run of Git for all sizes, one for all contents.</summary>
internal sealed class Blobs
{
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.Ordinal);

    private Blobs()
    {
    }

    /// <param name="git">The repository's.</param>
    /// <param name="ids">Whose contents are wanted.</param>
    /// <param name="largest">Larger ones are not read.</param>
    /// <param name="largestInAll">As soon as they come to more, no more are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where Git failed.</returns>
    public static async Task<Blobs?> ReadAsync(GitTalk git, IEnumerable<string> ids, long largest, long largestInAll, CancellationToken cancellationToken)
    {
        var blobs = new Blobs();
        var wanted = ids.Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
        {
            return blobs;
        }

        if (await git.AskAsync(["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", "--buffer"], Lines(wanted), cancellationToken) is not { } sizes)
        {
            return null;
        }

        blobs.TakeLengths(sizes.Span);
        var inAll = 0L;
        wanted = [.. wanted.Where(id => blobs.LengthOf(id) is { } length && length <= largest && (inAll += length) <= largestInAll)];
        if (wanted.Count > 0)
        {
            if (await git.AskAsync(["cat-file", "--batch=%(objectname) %(objecttype) %(objectsize)", "--buffer"], Lines(wanted), cancellationToken) is not { } contents)
            {
                return null;
            }

            blobs.TakeContents(contents);
        }

        return blobs;
    }

    /// <returns>Null for what this clone does not have.</returns>
    public long? LengthOf(string id) => _lengths.TryGetValue(id, out var length) ? length : null;

    /// <returns>Null for what was not read.</returns>
    public ReadOnlyMemory<byte>? ContentOf(string id) => _contents.TryGetValue(id, out var content) ? content : default(ReadOnlyMemory<byte>?);

    private static byte[] Lines(List<string> ids) => Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => id + '\n')));

    private void TakeLengths(ReadOnlySpan<byte> output)
    {
        foreach (var line in output.Split((byte)'\n'))
        {
            if (Head(output[line]) is var (id, length))
            {
                _lengths[id] = length;
            }
        }
    }

    private void TakeContents(ReadOnlyMemory<byte> output)
    {
        while (!output.IsEmpty)
        {
            var end = output.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                return;
            }

            var head = Head(output.Span[..end]);
            output = output[(end + 1)..];
            if (head is var (id, length))
            {
                if (length + 1 > output.Length)
                {
                    return;
                }

                _contents[id] = output[..(int)length];
                output = output[((int)length + 1)..];
            }
        }
    }

    // "1a2b… blob 123"; of what is not there, "1a2b… missing".
    private static (string Id, long Length)? Head(ReadOnlySpan<byte> line)
    {
        var type = " blob "u8;
        var at = line.IndexOf(type);
        return at > 0 && Utf8Parser.TryParse(line[(at + type.Length)..], out long length, out _) ? (Encoding.ASCII.GetString(line[..at]), length) : null;
    }
}
