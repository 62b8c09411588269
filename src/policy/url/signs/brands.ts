/**
 * Names that are passed off in addresses: those of the provider directory, and those below of
 * banks, wallets, couriers and shops that are no providers of ours. A name counts only on hosts
 * that are not its owner's.
 */
import { PROVIDERS } from '../../provider/directory.ts';
import { registrableDomain } from '../host.ts';

export interface Brand {
  /** As its owner's host begins. */
  readonly name: string;
  /** Its owner's host, to be shown. */
  readonly host: string;
  /** Undefined for a name that belongs to no provider of the directory. */
  readonly providerId: string | undefined;
  /** A word or a name that many bear: it takes more than the word itself to pass it off. */
  readonly isWord: boolean;
}

/** Registrable domains, each with its name in front; several of one owner are joined. */
const OTHER_HOSTS = `paxful.com trustwallet.com ledger.com trezor.io phantom.app phantom.com myetherwallet.com
mycrypto.com blockchain.com bitfinex.com bitstamp.net bittrex.com poloniex.com kucoin.com bybit.com
huobi.com htx.com bitget.com mexc.com gate.io crypto.com gemini.com bitpay.com etherscan.io
pancakeswap.finance sushi.com sushiswap.org curve.fi aave.com compound.finance makerdao.com
balancer.fi yearn.finance dydx.exchange 1inch.io walletconnect.com walletconnect.network looksrare.org
rarible.com magiceden.io blur.io arbitrum.io optimism.io polygon.technology layerzero.network zksync.io
starknet.io solana.com ethereum.org localbitcoins.com electrum.org exodus.com rainbow.me zerion.io
safepal.com tokenpocket.pro imtoken.im bitkeep.com tronlink.org coinmarketcap.com coingecko.com
axieinfinity.com decentraland.org sandbox.game tether.to maicoin.com polkastarter.com idex.io ripple.com cardano.org polkadot.network
chase.com wellsfargo.com bankofamerica.com citibank.com citi.com capitalone.com americanexpress.com
usbank.com pncbank.com hsbc.com barclays.co.uk lloydsbank.com natwest.com santander.com halifax.co.uk
monzo.com revolut.com bbva.com caixabank.es bankia.es sabadell.com intesasanpaolo.com unicredit.it
poste.it postepay.it bnpparibas.com creditagricole.fr societegenerale.fr labanquepostale.fr
commerzbank.de sparkasse.de volksbank.de postbank.de rabobank.nl abnamro.nl itau.com.br bradesco.com.br
santander.com.br nubank.com.br mercadopago.com mercadolivre.com.br mercadolibre.com westpac.com.au
commbank.com.au nab.com.au standardchartered.com dbs.com ocbc.com maybank2u.com.my scotiabank.com
desjardins.com interac.ca ziraatbank.com.tr garantibbva.com.tr isbank.com.tr akbank.com
usps.com fedex.com ups.com dhl.com dpd.com royalmail.com evri.com hermesworld.com correos.es laposte.fr
colissimo.fr chronopost.fr mondialrelay.fr auspost.com.au canadapost.ca postnl.nl bpost.be posteitaliane.it
swisspost.ch ameli.fr impots.gouv.fr netease.com yahoo.com yahoo.co.jp aol.com adobe.com docusign.com
docusign.net wetransfer.com dropboxusercontent.com sharepoint.com microsoftonline.com windows.com
hotmail.com xfinity.com comcast.net verizon.com t-mobile.com vodafone.com telstra.com.au
orange.fr bouyguestelecom.fr telekom.de itunes.com playstation.com nintendo.com xbox.com riotgames.com
leagueoflegends.com blizzard.com battle.net minecraft.net mojang.com fortnite.com origin.com
rockstargames.com counter-strike.net faceit.com fanatical.com tinder.com snapchat.com tumblr.com
patreon.com onlyfans.com alipayhk.com momo.com momoshop.com.tw pchome.com.tw ruten.com.tw 7-11.com.tw
family.com.tw cathaybk.com.tw esunbank.com.tw ctbcbank.com taishinbank.com.tw fubon.com hncb.com.tw
firstbank.com.tw landbank.com.tw megabank.com.tw post.gov.tw chunghwa.com.tw cht.com.tw hinet.net
taiwanmobile.com fetnet.net carousell.com mercari.com docomo.ne.jp softbank.jp smbc.co.jp mufg.jp
rakutencard.co.jp jcb.co.jp aeon.co.jp kuronekoyamato.co.jp sagawa-exp.co.jp japanpost.jp
kakaobank.com coupang.com shinhan.com kbstar.com gcash.com grab.com tokopedia.com bukalapak.com
flipkart.com paytm.com hdfcbank.com icicibank.com onlinesbi.com metatrader4.com metatrader5.com
etoro.com robinhood.com schwab.com fidelity.com vanguard.com blackrock.com jpmorgan.com goldmansachs.com
bankcomm.com spdb.com.cn cebbank.com citicbank.com pingan.com hxb.com.cn yto.net.cn sto.cn zto.com
yundaex.com jtexpress.cn cmpay.com 10086.cn 10010.com sinopec.com petrochina.com chinapost.com.cn gosuslugi.ru correios.com.br`;

/** Owners' other hosts, that bear their names in a way that others would be taken to task for. */
const OWN_HOSTS = `capitalone360.com huobi.pro payments-amazon.com media-amazon.com ssl-images-amazon.com images-amazon.com
redditgifts.com redditstatic.com unionpaysecure.com facebookmail.com facebook.net paypal-community.com
paypalobjects.com paypal-gifts.com paypal-mobilemoney.com xn--ibank-jdb.com.tr githubusercontent.com githubassets.com tencent-cloud.com
tencent-cloud.net tencent-cloud.cn amazon.com.be google-analytics.com googleapis.com telegra.ph
cmfchina.com steamstatic.com steamusercontent.com discordstatus.com twitterstatus.com slack-edge.com
appleid.com icloud-content.com spotifycdn.com youtubekids.com wikimediafoundation.org
credit-agricole.fr credit-agricole.com mercadolivre.com mercadolibre.com.mx dropbox.tech
microsoftonline-p.com microsoftonline-p.net pglstatp-toutiao.com pangolin-sdk-toutiao.com pangolin-dsp-toutiao.com
pangolin-dsp-toutiao-b.com pglstatp-toutiao-b.com dropboxstatic.com tmobile.com office-int.com onlyoffice.com openoffice.org libreoffice.org`;

/** These carry the pages of others, and put the whole names of those in front of their own. */
const CARRIERS =
  'akadns.net edgekey.net edgesuite.net akamaized.net akamai.net akamaihd.net aaplimg.com 8686c.com ' +
  'cdn.cloudflare.net fastly.net fastly-edge.com cloudfront.net trafficmanager.net';

const WORDS: ReadonlySet<string> = new Set(
  `amazon apple line signal steam stripe zoom slack threads notion uber booking guardian kraken vimeo
messenger outlook office people news sina sohu trip expedia target chase ledger phantom crypto
gemini compound balancer curve sushi blur optimism polygon exodus rainbow sandbox orange citi origin
windows tinder momo family post grab schwab fidelity vanguard ripple evri poste interac blockchain
huawei mycrypto ocbc adobe temu shein kakao etsy ebay cctv amap csdn kdocs yahoo quora opensea xfinity starknet
telekom electrum robinhood carousell minecraft xiaomi`.split(/\s+/),
);

/** Words and names of others that are few slips away from a protected name. */
export const NEIGHBOURS: ReadonlySet<string> = new Set(
  `correo patron patrons swissport citybank barclay telegraf telegraph telegrama revolt bankofafrica
starcommunity stemcommunity samcommunity metabank metamark`.split(/\s+/),
);

/** Shorter names are words or parts of words. */
const MINIMUM_NAME = 4;

export interface BrandNames {
  readonly brands: readonly Brand[];
  /** Whole hosts that are put in front of others' own. */
  readonly fronts: readonly Pick<Brand, 'host' | 'providerId'>[];
  /** On these hosts and below them no name is passed off. */
  readonly owned: ReadonlySet<string>;
}

/** A function, because a worker has the public suffix list only after it has loaded the engine. */
export function packagedNames(): BrandNames {
  const brands = [
    ...PROVIDERS.flatMap(({ id, hosts }) => hosts.flatMap((host) => providersBrandOf(host, id))),
    ...OTHER_HOSTS.split(/\s+/).flatMap((host) => named(host, undefined)),
  ];
  const ofProviders = PROVIDERS.flatMap(({ id, hosts, shareHosts }) =>
    [...hosts, ...shareHosts].map((host) => ({ host, providerId: id })),
  );
  const others = [...OWN_HOSTS.split(/\s+/), ...CARRIERS.split(' ')];
  const owned = new Set([...brands.map(({ host }) => host), ...others]);
  return { brands, fronts: [...brands, ...ofProviders], owned };
}

/** Nothing for a host that is no registrable domain, or whose name is too short. */
export function brandOf(host: string, providerId: string | undefined): readonly Brand[] {
  return registrableDomain(host) === host ? named(host, providerId) : [];
}

/** As `brandOf`: no host of a provider that has two labels is a public suffix. */
function providersBrandOf(host: string, providerId: string): readonly Brand[] {
  const isShort = host.indexOf('.') === host.lastIndexOf('.');
  return isShort ? named(host, providerId) : brandOf(host, providerId);
}

function named(host: string, providerId: string | undefined): readonly Brand[] {
  const name = host.slice(0, host.indexOf('.'));
  return name.length < MINIMUM_NAME ? [] : [{ name, host, providerId, isWord: WORDS.has(name) }];
}
