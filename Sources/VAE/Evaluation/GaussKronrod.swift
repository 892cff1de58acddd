/// The rule of 15 nodes on [−1, 1] that holds Gauss's rule of 7 (Kronrod 1965; digits of QUADPACK, Piessens et al.
/// 1983): exact for polynomials of degree 22, the embedded one for degree 13.
enum GaussKronrod {
    static let nodes = mirrored(
        [
            0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
            0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
            0.586087235467691130294144691258690, 0.405845151377397166906606412076961,
            0.207784955007898467600689403773245, 0,
        ], sign: -1)

    static let weights = mirrored(
        [
            0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
            0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
            0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
            0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
        ])

    /// Of the embedded rule: zero at the nodes that it lacks.
    static let gaussWeights = mirrored([
        0, 0.129484966168869693270611432679082, 0, 0.279705391489276667901467771423780,
        0, 0.381830050505118944950369775488975, 0, 0.417959183673469387755102040816327,
    ])

    static let count = 15

    /// From one end and the middle to both ends.
    private static func mirrored(_ half: [Double], sign: Double = 1) -> [Double] {
        half.map { sign * $0 } + half.dropLast().reversed()
    }
}
