using System.Text;

namespace CodeAssist.Processes.Children;

/// <summary>Reads the one line with which a program says that it is ready, byte by byte: what follows is not ours.</summary>
internal static class FirstLine
{
    private const int LongestLine = 1024;

    /// <returns>The line without its end; null when the stream ended first. A longer line is cut.</returns>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new byte[LongestLine];
        for (var length = 0; length < LongestLine; length++)
        {
            if (await stream.ReadAsync(line.AsMemory(length, 1), cancellationToken) == 0)
            {
                return null;
            }

            if (line[length] == '\n')
            {
                return Encoding.UTF8.GetString(line, 0, length).TrimEnd('\r');
            }
        }

        return Encoding.UTF8.GetString(line);
    }
}
