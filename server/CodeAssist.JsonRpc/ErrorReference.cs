namespace CodeAssist.JsonRpc;

/// <summary>A short name that joins an error answer to its details in the log.</summary>
public static class ErrorReference
{
    /// <summary>Four hexadecimal digits.</summary>
    public static string New() => Random.Shared.GetHexString(4, lowercase: true);
}
