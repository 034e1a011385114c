using System.Text.Json;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>How far a download has come. It never says more than what is written: what is not on it is fetched again.</summary>
internal sealed record PartialState(long TotalBytes, string? Tag, string? Sha256, IReadOnlyList<PartialSegment> Segments)
{
    private const int Parts = 4;

    public long DoneBytes => Segments.Sum(segment => segment.At - segment.From);

    /// <param name="total">Size of the file.</param>
    /// <param name="tag">The state of the file at its source, or null.</param>
    /// <param name="sha256">Its digest, or null.</param>
    /// <param name="leastPart">Bytes below which a part is not worth a connection; 0 where there is to be one part.</param>
    public static PartialState New(long total, string? tag, string? sha256, long leastPart)
    {
        var parts = leastPart > 0 ? (int)Math.Clamp(total / leastPart, 1, Parts) : 1;
        return new PartialState(total, tag, sha256, [.. Enumerable.Range(0, parts).Select(part => Segment(total * part / parts, total * (part + 1) / parts))]);

        static PartialSegment Segment(long from, long to) => new() { From = from, To = to, At = from };
    }

    /// <returns>Null where there is none that can be used.</returns>
    public static PartialState? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), PartialJsonContext.Default.PartialState) is { } state && state.IsSound() ? state : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string path) => ReplacedFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, PartialJsonContext.Default.PartialState));

    // The parts are the file, one behind the other.
    private bool IsSound() =>
        Segments.Count is > 0 and <= Parts
        && Segments[0].From == 0
        && Segments[^1].To == TotalBytes
        && Segments.Zip(Segments.Skip(1)).All(pair => pair.First.To == pair.Second.From)
        && Segments.All(segment => segment.At >= segment.From && segment.At <= segment.To);
}
