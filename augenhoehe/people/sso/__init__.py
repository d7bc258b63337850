"""The organisation's single sign-on by OpenID Connect: allauth's provider with the checks it leaves out.

allauth sends no nonce and trusts the ID token's signature in the code flow; here the nonce is sent and checked,
PKCE is always on, and the token's signature, issuer, audience and age are verified whatever way it came.
"""
