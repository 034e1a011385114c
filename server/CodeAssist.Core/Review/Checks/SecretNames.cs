using System.Text;

namespace CodeAssist.Core.Review.Checks;

/// <summary>Tells by its name whether a variable holds something that nobody may guess.</summary>
public static class SecretNames
{
    private static readonly string[] _alone = ["password", "passwd", "passphrase", "passcode", "pwd", "secret", "salt", "nonce", "otp", "apikey"];

    // "token" alone is also what a lexer reads and what cancels; "key" is also what a dictionary has.
    private static readonly string[] _qualified =
    [
        "accesstoken", "refreshtoken", "authtoken", "resettoken", "sessiontoken", "csrftoken", "bearertoken", "securitytoken", "invitetoken", "logintoken", "apitoken",
        "secretkey", "privatekey", "encryptionkey", "signingkey", "sessionkey", "sessionid", "apikey", "authkey", "verificationcode", "resetcode", "pincode", "temporarypassword",
    ];

    /// <param name="name">In any casing: <c>resetToken</c>, <c>RESET_TOKEN</c>, <c>_resetToken</c>.</param>
    public static bool IsSecret(string name)
    {
        var words = Words(name);
        return words.Count > 0 && (_alone.Contains(words[^1], StringComparer.Ordinal) || (words.Count > 1 && _qualified.Contains(words[^2] + words[^1], StringComparer.Ordinal)));
    }

    private static List<string> Words(string name)
    {
        List<string> words = [];
        var word = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var isBreak = !char.IsLetterOrDigit(name[at]) || (char.IsUpper(name[at]) && at > 0 && !char.IsUpper(name[at - 1]));
            if (isBreak && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(name[at]))
            {
                word.Append(char.ToLowerInvariant(name[at]));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
