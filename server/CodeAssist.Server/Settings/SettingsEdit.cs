using System.Text;
using System.Text.Json;

namespace CodeAssist.Server.Settings;

/// <summary>Changes one setting in the text of a user's file and leaves every other character, comments too, as it was.</summary>
internal static class SettingsEdit
{
    private static readonly JsonReaderOptions _json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="file">The file's content; empty for none.</param>
    /// <param name="key">Of the setting, as in <c>model.path</c>. Written nested or with points, it is found.</param>
    /// <param name="value">Its new value, a text.</param>
    /// <returns>The new content; null where the old is no JSON object.</returns>
    public static byte[]? WithText(byte[] file, string key, string value)
    {
        var json = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
        var start = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (file.AsSpan(start).Trim(" \t\r\n"u8).IsEmpty)
        {
            return Encoding.UTF8.GetBytes($"{{\n  \"{key}\": {Encoding.UTF8.GetString(json)}\n}}\n");
        }

        try
        {
            var (from, to, isNew, isEmpty) = Find(file.AsSpan(start), key);
            var text = isNew ? Encoding.UTF8.GetBytes($"\n  \"{key}\": {Encoding.UTF8.GetString(json)}{(isEmpty ? "\n" : ",")}") : json;
            return [.. file.AsSpan(0, start + from), .. text, .. file.AsSpan(start + to)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Where the value stands, from its first byte to behind its last; else where a new one can be put: behind the first bracket.
    private static (int From, int To, bool IsNew, bool IsEmpty) Find(ReadOnlySpan<byte> file, string key)
    {
        var reader = new Utf8JsonReader(file, _json);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var begin = (int)reader.BytesConsumed;
        (int From, int To)? found = null;
        var path = new Stack<string>();
        var hasAny = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    hasAny = true;
                    path.Push(reader.GetString()!);
                    break;
                case JsonTokenType.StartObject when string.Join('.', path.Reverse()) is var group && key.StartsWith(group + ".", StringComparison.Ordinal):
                    break;
                case JsonTokenType.EndObject:
                    _ = path.TryPop(out _);
                    break;
                default:
                    var from = (int)reader.TokenStartIndex;
                    reader.Skip();
                    if (string.Equals(string.Join('.', path.Reverse()), key, StringComparison.Ordinal))
                    {
                        // The last one counts where a key is there twice.
                        found = (from, (int)reader.BytesConsumed);
                    }

                    path.Pop();
                    break;
            }
        }

        return found is { } place ? (place.From, place.To, false, false) : (begin, begin, true, !hasAny);
    }
}
